// The templates of View classes, which show encoded values. Each type has up to three places in
// its `.view.h`: the class that users read, the codec behind it, the members' one-line definitions.
#pragma once

#include "idlc/cpp/emitter.h"
#include "idlc/cpp/view_encoded.h"

namespace idlc::cpp {

void emit_view_class(Emitter& out, const EncodedStructView& view);
void emit_view_class(Emitter& out, const EncodedUnionView& view);

void emit_view_codec(Emitter& out, const EncodedStructView& view);
void emit_view_codec(Emitter& out, const EncodedUnionView& view);
void emit_view_codec(Emitter& out, const EncodedFixedView& view);

void emit_view_members(Emitter& out, const EncodedStructView& view);
void emit_view_members(Emitter& out, const EncodedUnionView& view);

}  // namespace idlc::cpp
