package align

// learnt are the weights that articles taught.
var learnt = Model{}
