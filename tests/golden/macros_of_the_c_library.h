// The headers of the C library whose macros take the most names. Golden code is compiled behind
// them and in front of them.
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <sys/sysmacros.h>
