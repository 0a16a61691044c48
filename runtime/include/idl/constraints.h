// The seam between a schema's constraints and whoever checks them. Headers of types that can break
// one include this and nothing heavier; validate.h, behind it, has the checks themselves.
#pragma once

namespace idl {

class Validator;

/// Specialised by generated code for every type that has constraints, its own or those of values
/// inside of it, and for no other:
///   static void check(const T& value, Validator& validator)   reports the first that is broken.
template <class T>
struct Constraints;

/// Whether a T can break a constraint at all. Where it cannot, nothing is generated and nothing
/// runs. To be asked where all headers of the T have been included.
template <class T>
concept Constrained =
    requires(const T& value, Validator& validator) { Constraints<T>::check(value, validator); };

}  // namespace idl
