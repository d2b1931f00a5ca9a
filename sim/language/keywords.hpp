#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/language/condition.hpp"
#include "sim/language/cursor.hpp"
#include "sim/language/participants.hpp"
#include "sim/language/workload.hpp"

/// The closed sets of words, each in one table from which it is read, written and listed in messages.
namespace parley::sim::scenario {

template <class Meaning>
struct Keyword {
  std::string_view text;
  Meaning what;
};

inline constexpr std::array<Keyword<WorkloadAction>, 10> kWorkloadActionKeywords = {
    {{"say something", WorkloadAction::kSay},
     {"join some room", WorkloadAction::kJoin},
     {"create a room", WorkloadAction::kCreate},
     {"leave the room", WorkloadAction::kLeave},
     {"list rooms", WorkloadAction::kListRooms},
     {"list people", WorkloadAction::kListPeople},
     {"look for somebody", WorkloadAction::kLookFor},
     {"log out", WorkloadAction::kLogOut},
     {"crash", WorkloadAction::kCrash},
     {"vanish", WorkloadAction::kVanish}}};

inline constexpr std::array<Keyword<NatType>, 4> kNatKeywords = {
    {{"full-cone", NatType::kFullCone},
     {"restricted", NatType::kRestricted},
     {"port-restricted", NatType::kPortRestricted},
     {"symmetric", NatType::kSymmetric}}};

inline constexpr std::array<Keyword<AddressFamily>, 2> kFamilyKeywords = {
    {{"an IPv4 address", AddressFamily::kIpv4}, {"an IPv6 address", AddressFamily::kIpv6}}};

inline constexpr std::array<Keyword<Bound>, 2> kBoundKeywords = {
    {{"at least", Bound::kAtLeast}, {"at most", Bound::kAtMost}}};

/// Takes the one that comes next.
template <class Meaning, std::size_t N>
std::optional<Meaning> accept_keyword(Cursor& cursor, const std::array<Keyword<Meaning>, N>& words) {
  for (const auto& word : words) {
    if (cursor.accept(word.text)) return word.what;
  }
  return std::nullopt;
}

/// Fails, with all of them, where none comes next.
template <class Meaning, std::size_t N>
Meaning expect_keyword(Cursor& cursor, const std::array<Keyword<Meaning>, N>& words) {
  if (const auto meaning = accept_keyword(cursor, words)) return *meaning;
  std::string all;
  for (std::size_t i = 0; i < N; ++i) {
    all += (i == 0 ? "`" : i + 1 == N ? " or `" : ", `") + std::string(words[i].text) + "`";
  }
  cursor.fail_expecting(all);
  return words.front().what;
}

/// Empty where no word says it.
template <class Meaning, std::size_t N>
std::string text_of(Meaning what, const std::array<Keyword<Meaning>, N>& words) {
  for (const auto& word : words) {
    if (word.what == what) return std::string(word.text);
  }
  return {};
}

}  // namespace parley::sim::scenario
