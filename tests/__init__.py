"""The tests; `cast` and `conftest` are shared by all of them."""
