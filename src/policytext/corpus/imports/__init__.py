"""Documents that people have corrected in a labelling tool, back as corpus markup."""
