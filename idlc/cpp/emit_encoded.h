// The templates of View classes, which show encoded values. Each type has up to three places in
// its `.view.h`: the codec behind it, the class that users read, and, where types lead to each
// other in a circle, the definitions of its members.
#pragma once

#include "idlc/cpp/emitter.h"
#include "idlc/cpp/view_encoded.h"

namespace idlc::cpp {

/// The views of types that lead to each other, or of one type alone.
void emit_views(Emitter& out, const EncodedGroup& group);

}  // namespace idlc::cpp
