#include "record/comparator.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace parley::record {
namespace {

using tape::Entry;
using tape::EntryKind;

/// Whether a tape that ends so may end in the midst of a turn.
bool ends_anywhere(const Entry& end) {
  return end.number != static_cast<std::int64_t>(tape::TapeEndCause::kFinished);
}

/// An output whose text is whole, as a tape has it.
Entry as_on_tape(Entry entry) {
  if (is_output(entry.kind)) entry.text = entry.text.substr(0, tape::kOutputTextBytes);
  return entry;
}

}  // namespace

const Entry& Comparator::begin_turn(const std::vector<tape::OwnedEntry>& rooms) {
  const Entry* next = cursor_.peek();
  PARLEY_CHECK(next != nullptr && begins_turn(next->kind));
  ++turn_;
  input().number = cursor_.taken() + 1;
  input().entry.keep(*next);
  cursor_.take();
  current_ = input().entry.entry();
  rooms_ = &rooms;
  rooms_met_ = 0;
  input_met_ = false;
  return current_;
}

const Entry* Comparator::upcoming(EntryKind kind) {
  if (difference_ || closed_) return nullptr;
  const Entry* next = cursor_.peek();
  return next != nullptr && next->kind == kind ? next : nullptr;
}

void Comparator::add(const Entry& entry) {
  if (difference_ || closed_) return;
  if (is_input(entry.kind)) {
    compare_input(entry);
  } else {
    compare_output(entry);
  }
}

void Comparator::compare_input(const Entry& entry) {
  if (entry.kind == EntryKind::kLoadedRoom && rooms_met_ < rooms_->size()) {
    const tape::OwnedEntry& room = (*rooms_)[rooms_met_++];
    if (room.entry() == entry) return met(entry);
    const Entry then = room.entry();
    return differ(&then, &entry, input().number - (rooms_->size() - rooms_met_ + 1));
  }
  if (input_met_ || !(entry == current_)) return differ(&current_, &entry, input().number);
  input_met_ = true;
  met(entry);
}

void Comparator::compare_output(const Entry& entry) {
  const Entry* next = cursor_.peek();
  if (next == nullptr) return;
  if (next->kind == EntryKind::kEnd) {
    if (!ends_anywhere(*next)) differ(nullptr, &entry, cursor_.taken() + 1);
    return;
  }
  if (is_input(next->kind)) return differ(nullptr, &entry, cursor_.taken() + 1);
  if (!(*next == as_on_tape(entry))) return differ(next, &entry, cursor_.taken() + 1);
  cursor_.take();
  met(entry);
}

void Comparator::end_turn() {
  if (difference_ || closed_) return;
  if (!input_met_) return input_not_awaited();
  const Entry* next = cursor_.peek();
  if (next != nullptr && (is_output(next->kind) || is_answer(next->kind))) {
    differ(next, nullptr, cursor_.taken() + 1);
  }
}

void Comparator::input_not_awaited() { differ(&current_, nullptr, input().number); }

void Comparator::differ(const Entry* then, const Entry* now, std::uint64_t number) {
  Difference found;
  found.number = number;
  if (then != nullptr) found.then.emplace(*then);
  if (now != nullptr) found.now.emplace(*now);
  found.input = input();
  const std::uint64_t before = std::min<std::uint64_t>(turn_ - 1, kInputsBefore);
  for (std::uint64_t turn = turn_ - before; turn < turn_; ++turn) {
    found.inputs_before.push_back(inputs_[turn % inputs_.size()]);
  }
  difference_ = std::move(found);
}

}  // namespace parley::record
