#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/scenario/condition.hpp"
#include "sim/scenario/cursor.hpp"
#include "sim/scenario/fault.hpp"
#include "sim/scenario/workload.hpp"

/// The closed sets of words, each in one table from which it is read, written and listed in messages.
namespace parley::sim::scenario {

template <class Meaning>
struct Word {
  std::string_view text;
  Meaning what;
};

inline constexpr std::array<Word<Pastime>, 10> kPastimeWords = {{{"say something", Pastime::kSay},
                                                                 {"join some room", Pastime::kJoin},
                                                                 {"create a room", Pastime::kCreate},
                                                                 {"leave the room", Pastime::kLeave},
                                                                 {"list rooms", Pastime::kListRooms},
                                                                 {"list people", Pastime::kListPeople},
                                                                 {"look for somebody", Pastime::kLookFor},
                                                                 {"log out", Pastime::kLogOut},
                                                                 {"crash", Pastime::kCrash},
                                                                 {"vanish", Pastime::kVanish}}};

inline constexpr std::array<Word<Trouble>, 7> kTroubleWords = {{{"losing", Trouble::kLosing},
                                                                {"repeating", Trouble::kRepeating},
                                                                {"reordering", Trouble::kReordering},
                                                                {"delaying", Trouble::kDelaying},
                                                                {"slowing", Trouble::kSlowing},
                                                                {"limiting", Trouble::kLimiting},
                                                                {"fragmenting", Trouble::kFragmenting}}};

inline constexpr std::array<Word<DiskTrouble>, 4> kDiskWords = {{{"is full", DiskTrouble::kFull},
                                                                 {"fails to read", DiskTrouble::kReadsFail},
                                                                 {"fails to write", DiskTrouble::kWritesFail},
                                                                 {"fails to sync", DiskTrouble::kSyncsFail}}};

inline constexpr std::array<Word<NatKind>, 4> kNatWords = {{{"full-cone", NatKind::kFullCone},
                                                            {"restricted", NatKind::kRestricted},
                                                            {"port-restricted", NatKind::kPortRestricted},
                                                            {"symmetric", NatKind::kSymmetric}}};

inline constexpr std::array<Word<Spread>, 2> kSpreadWords = {
    {{"evenly", Spread::kEvenly}, {"with a long tail", Spread::kLongTail}}};

inline constexpr std::array<Word<Bound>, 2> kBoundWords = {
    {{"at least", Bound::kAtLeast}, {"at most", Bound::kAtMost}}};

/// Takes the one that comes next.
template <class Meaning, std::size_t N>
std::optional<Meaning> accept_one(Cursor& cursor, const std::array<Word<Meaning>, N>& words) {
  for (const auto& word : words) {
    if (cursor.accept(word.text)) return word.what;
  }
  return std::nullopt;
}

/// Fails, with all of them, where none comes next.
template <class Meaning, std::size_t N>
Meaning expect_one(Cursor& cursor, const std::array<Word<Meaning>, N>& words) {
  if (const auto meaning = accept_one(cursor, words)) return *meaning;
  std::string all;
  for (std::size_t i = 0; i < N; ++i) {
    all += (i == 0 ? "`" : i + 1 == N ? " or `" : ", `") + std::string(words[i].text) + "`";
  }
  cursor.fail_expecting(all);
  return words.front().what;
}

/// Empty where no word says it.
template <class Meaning, std::size_t N>
std::string text_of(Meaning what, const std::array<Word<Meaning>, N>& words) {
  for (const auto& word : words) {
    if (word.what == what) return std::string(word.text);
  }
  return {};
}

}  // namespace parley::sim::scenario
