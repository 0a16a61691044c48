// The codecs of everything: what generated .cpp files and the marshalling of calls include. The
// encoding itself is described in docs/WIRE.md. Types headers include codec.h instead.
#pragma once

#include "idl/codec.h"
#include "idl/wire/alone.h"
#include "idl/wire/array.h"
#include "idl/wire/block.h"
#include "idl/wire/box.h"
#include "idl/wire/descriptor.h"
#include "idl/wire/fixed.h"
#include "idl/wire/list.h"
#include "idl/wire/map.h"
#include "idl/wire/optional.h"
#include "idl/wire/parameters.h"
#include "idl/wire/renamed.h"
#include "idl/wire/scalar.h"
#include "idl/wire/set.h"
#include "idl/wire/text.h"
