#include "sim/scenario/sentences.hpp"

namespace parley::sim::scenario {
namespace {

Partition partition(Cursor& cursor, const Roster& roster) {
  Partition fault;
  fault.left = roster.expect_nodes(cursor);
  cursor.expect_mark('|');
  fault.right = roster.expect_nodes(cursor);
  if (cursor.accept("for")) fault.time = cursor.expect_duration();
  return fault;
}

/// `30% of datagrams`
std::uint8_t share_of_datagrams(Cursor& cursor) {
  const std::string word = cursor.expect_word("how many, such as `30%`");
  const bool marked = !word.empty() && word.back() == '%';
  const auto percent =
      marked ? number_from(std::string_view(word).substr(0, word.size() - 1), 100) : std::nullopt;
  if (!percent) cursor.fail("`" + word + "` is no share, expected one such as `30%`");
  cursor.expect("of datagrams");
  return static_cast<std::uint8_t>(percent.value_or(0));
}

/// `50ms` or `50ms to 300ms`
Latency latency(Cursor& cursor) {
  const Duration least = cursor.expect_duration();
  const Duration most = cursor.accept("to") ? cursor.expect_duration() : least;
  if (most < least) cursor.fail("the longer time comes first, expected the shorter one there");
  return {least, most};
}

}  // namespace

std::optional<Fault> accept_fault(Cursor& cursor, const Roster& roster) {
  if (cursor.accept("crash")) return Crash{roster.expect_nodes(cursor)};
  if (cursor.accept("restart")) return Restart{roster.expect_nodes(cursor)};
  if (cursor.accept("pause")) return Pause{roster.expect_nodes(cursor)};
  if (cursor.accept("resume")) return Resume{roster.expect_nodes(cursor)};
  if (cursor.accept("partition")) return partition(cursor, roster);
  if (cursor.accept("heal")) return Heal{};
  if (cursor.accept("lose")) return LoseDatagrams{share_of_datagrams(cursor)};
  if (cursor.accept("repeat")) return RepeatDatagrams{share_of_datagrams(cursor)};
  if (cursor.accept("stop repeating")) return RepeatDatagrams{0};
  if (cursor.accept("packets take")) return latency(cursor);
  if (cursor.accept("the registry gets a new key")) return NewKey{};
  if (cursor.accept("stop losing")) return LoseDatagrams{0};
  if (cursor.accept("the disk is full")) return DiskState{true};
  if (cursor.accept("the disk works")) return DiskState{false};
  return std::nullopt;
}

}  // namespace parley::sim::scenario
