// The pass that gives services what they inherit.
//
// Runs when every service has its own methods. A chain of bases that leads back to itself is
// reported and cut here, so that whoever follows one comes to its end.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills Service::inherited, and reports circles and names that a base has taken.
void resolve_bases(Draft& draft);

}  // namespace idlc::schema
