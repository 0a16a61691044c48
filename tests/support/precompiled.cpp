// What all test programs precompile belongs to a target with a source that uses it: this one, which
// is empty, since test_main.cpp has to do without.
