"""Pure rules: who may be a member, when agreements need somebody, names in addresses."""
