// Going back past a form that was refused. Pages of who is signed in are stored nowhere, so what a
// refused form answered could not be shown again: browsers show an error of their own instead.
// Once the mended form is sent, the refused page's place in the history is the form as it is opened.
// A form that `data-stays` may stay in the reader's own browser, and can be gone back to as it was.

document.addEventListener("submit", (event) => {
  const form = event.target;
  // A form without an address of its own is sent to where it is opened.
  const isOpenedHere = form.method === "post" && !form.hasAttribute("action") && !("stays" in form.dataset);
  if (event.defaultPrevented || !isOpenedHere || !document.querySelector(".error-summary")) return;
  history.replaceState(history.state, "", location.href);
});
