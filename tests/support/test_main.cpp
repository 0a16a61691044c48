// The main function of every doctest program of the project, compiled once and linked to all:
// it holds nothing else, since doctest's implementation is slow to compile.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
