// The sentences for flaws in received bytes: "the SUBJECT at byte N PREDICATE". They name places
// and limits, never the bytes themselves: those may be secret.
#include "idl/wire/flaw.h"

#include <array>

namespace idl {
namespace {

struct Sentence {
  Flaw flaw;
  std::string_view subject;
  std::string_view predicate;
};

constexpr std::array kSentences = {
    Sentence{Flaw::TooDeep, "value", "is nested too deep"},
    Sentence{Flaw::TooMuchMemory, "value", "would take more memory than its message may ask for"},
    Sentence{Flaw::CutShort, "value", "is cut short"},
    Sentence{Flaw::BlockTooLong, "block", "is longer than its place"},
    Sentence{Flaw::SlotCut, "field", "is cut by the end of its block"},
    Sentence{Flaw::BodyTooLong, "length", "reaches beyond what there is"},
    Sentence{Flaw::Unused, "rest", "belongs to no value"},
    Sentence{Flaw::WrongSize, "value", "does not have the size of its type"},
    Sentence{Flaw::CountTooLarge, "list", "has a count too large for its bytes"},
    Sentence{Flaw::CountOfZero, "list", "has a count of 0, where an empty one has no bytes"},
    Sentence{Flaw::BadEnd, "element", "has an end outside its list"},
    Sentence{Flaw::MapCountsDiffer, "list of values", "is not as long as the map's keys"},
    Sentence{Flaw::NotAscending, "key", "is not greater than the one before it"},
    Sentence{Flaw::BadText, "text", "is not valid UTF-8"},
    Sentence{Flaw::BadBool, "bool", "is neither 0 nor 1"},
    Sentence{Flaw::BadOptional, "optional value", "is neither present and valid nor all zero"},
    Sentence{Flaw::BadEnum, "closed enum", "has no such value"},
    Sentence{Flaw::BadFixed, "fixed value", "has an invalid part"},
    Sentence{Flaw::CaseNotEmpty, "union's case", "should be empty"},
    Sentence{Flaw::BadDescriptor, "`fd`", "names a descriptor that did not come, or one twice"},
};

const Sentence& sentence(Flaw flaw) {
  for (const Sentence& candidate : kSentences) {
    if (candidate.flaw == flaw) return candidate;
  }
  return kSentences.front();
}

}  // namespace

Error to_error(Flaw flaw, std::size_t offset) {
  const Sentence& words = sentence(flaw);
  std::string text = "the ";
  text += words.subject;
  text += " at byte ";
  text += std::to_string(offset);
  text += ' ';
  text += words.predicate;
  return {.code = flaw == Flaw::TooMuchMemory ? Code::ResourceExhausted : Code::InvalidArgument,
          .message = std::move(text)};
}

}  // namespace idl
