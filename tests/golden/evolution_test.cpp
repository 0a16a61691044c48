// Two versions of one schema read each other: what is missing takes its default, what is new is
// skipped, what is unknown is kept.
#include <doctest/doctest.h>

#include <idl/encode.h>

#include "evolution_new.idl.h"
#include "evolution_old.idl.h"

namespace {

namespace before = golden::evolution::before;
namespace after = golden::evolution::after;

template <class To, class From>
To reread(const From& value) {
  const auto decoded = idl::decode<To>(idl::encode(value).value());
  REQUIRE(decoded);
  return *decoded;
}

TEST_CASE("a new reader gives what an old writer did not have its default") {
  const before::Member ada{.id = 1,
                           .name = "ada",
                           .remark = "first",
                           .state = before::State::closed,
                           .contact = before::Contact::mail("ada@example.org")};
  const before::Club club{.members = {ada}, .board = {{1, ada}}};
  const auto read = reread<after::Club>(club);
  REQUIRE(read.members.size() == 1);
  const after::Member& member = read.members.front();
  CHECK(member.id == 1);
  CHECK(member.name == "ada");
  CHECK(member.state == after::State::closed);
  REQUIRE(member.contact.if_mail() != nullptr);
  CHECK(*member.contact.if_mail() == "ada@example.org");
  CHECK(member.points == 10);
  CHECK_FALSE(member.nickname);
  CHECK(read.board.at(1) == member);
  CHECK(read.active);
}

TEST_CASE("an old reader skips what is new, and finds a removed field empty") {
  const after::Member eve{.id = 2, .name = "eve", .points = 3, .nickname = "e", .tags = {"x", ""}};
  const auto read = reread<before::Club>(after::Club{.members = {eve, eve}, .board = {{7, eve}}});
  REQUIRE(read.members.size() == 2);
  CHECK(read.members.back() == before::Member{.id = 2, .name = "eve"});
  CHECK(read.board.at(7).id == 2);
}

TEST_CASE("an old reader keeps enum values and union cases that it does not know") {
  const after::Member eve{.state = after::State::paused,
                          .contact = after::Contact::digits({1, 2, 3})};
  const auto old = reread<before::Member>(eve);
  CHECK(old.state == static_cast<before::State>(2));
  CHECK(to_string(old.state).empty());
  CHECK(static_cast<std::uint32_t>(old.contact.which()) == 2);
  CHECK(old.contact.if_mail() == nullptr);
  CHECK(to_text(old.contact) == "Contact{case 2: <16 bytes>}");
  const auto back = reread<after::Member>(old);
  CHECK(back.state == after::State::paused);
  CHECK(back.contact == eve.contact);
}

}  // namespace
