#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/statements.hpp"

/// The faults of the network.
namespace parley::sim::scenario {
namespace {

Partition partition(Cursor& cursor, const NameTable& name_table) {
  Partition fault;
  fault.left = name_table.expect_nodes(cursor);
  cursor.expect_mark('|');
  fault.right = name_table.expect_nodes(cursor);
  fault.time = cursor.accept_for_time();
  return fault;
}

/// `alice -> registry [for TIME]`
template <class F>
F one_way(Cursor& cursor, const NameTable& name_table) {
  F fault;
  fault.from = name_table.expect_nodes(cursor);
  cursor.expect("->");
  fault.to = name_table.expect_nodes(cursor);
  fault.time = cursor.accept_for_time();
  return fault;
}

/// `[from alice to bob] [for TIME]`, which ends the statements below.
template <class F>
F on_paths(Cursor& cursor, const NameTable& name_table, F fault) {
  if (cursor.accept("from")) {
    fault.paths.from = name_table.expect_nodes(cursor);
    cursor.expect("to");
    fault.paths.to = name_table.expect_nodes(cursor);
  }
  fault.time = cursor.accept_for_time();
  return fault;
}

/// `30% of datagrams`
std::uint8_t share_of_datagrams(Cursor& cursor) {
  constexpr std::uint32_t kHundredth = 10'000;
  const std::uint32_t share = cursor.expect_share("30%");
  if (share % kHundredth != 0) cursor.fail("a broken share, expected whole hundredths, such as `30%`");
  cursor.expect("of datagrams");
  return static_cast<std::uint8_t>(share / kHundredth);
}

ReorderDatagrams reorder(Cursor& cursor) {
  ReorderDatagrams fault;
  fault.percent = share_of_datagrams(cursor);
  cursor.expect("by");
  fault.by = cursor.expect_duration();
  return fault;
}

/// `50ms`, `50ms to 300ms`, `50ms to 300ms evenly`
Latency latency(Cursor& cursor) {
  Latency fault;
  fault.least = fault.most = cursor.expect_duration();
  if (cursor.accept("to")) fault.most = cursor.expect_duration();
  if (fault.most < fault.least) cursor.fail("the longer time comes first, expected the shorter one there");
  fault.spread = accept_keyword(cursor, kSpreadKeywords).value_or(Spread::kMostlyShort);
  return fault;
}

/// `packets to 64 KiB/s [with 32 KiB waiting]`
SlowPackets slow(Cursor& cursor) {
  SlowPackets fault;
  cursor.expect("packets to");
  fault.kib_per_second = cursor.expect_number("how many KiB/s", limits::kKibPerSecond);
  cursor.expect("KiB/s");
  if (fault.kib_per_second == 0) cursor.fail("no speed at all, expected 1 KiB/s or more");
  if (!cursor.accept("with")) return fault;
  fault.queue_kib = cursor.expect_number("how many KiB", limits::kKibPerSecond);
  cursor.expect("KiB waiting");
  if (fault.queue_kib == 0) cursor.fail("no queue at all, expected 1 KiB or more");
  return fault;
}

LimitDatagrams limit(Cursor& cursor) {
  LimitDatagrams fault;
  cursor.expect("datagrams to");
  fault.bytes = cursor.expect_number("how many bytes", limits::kDatagramBytes);
  cursor.expect("bytes");
  if (fault.bytes == 0) cursor.fail("nothing is so short, expected 1 byte or more");
  return fault;
}

/// `the connection of alice`, `the connections of alice and bob`
Nodes connection(Cursor& cursor, const NameTable& name_table) {
  if (!cursor.accept("the connections of")) cursor.expect("the connection of");
  return name_table.expect_nodes(cursor);
}

}  // namespace

std::optional<Fault> accept_network_fault(Cursor& cursor, const NameTable& name_table) {
  if (cursor.accept("partition")) return partition(cursor, name_table);
  if (cursor.accept("cut")) return one_way<CutOneWay>(cursor, name_table);
  if (cursor.accept("clog")) return one_way<Clog>(cursor, name_table);
  if (cursor.accept("heal")) return Heal{};
  if (cursor.accept("lose"))
    return on_paths(cursor, name_table, LoseDatagrams{share_of_datagrams(cursor), {}, {}});
  if (cursor.accept("repeat")) {
    return on_paths(cursor, name_table, RepeatDatagrams{share_of_datagrams(cursor), {}, {}});
  }
  if (cursor.accept("reorder")) return on_paths(cursor, name_table, reorder(cursor));
  if (cursor.accept("packets take")) return on_paths(cursor, name_table, latency(cursor));
  if (cursor.accept("slow")) return on_paths(cursor, name_table, slow(cursor));
  if (cursor.accept("limit")) return on_paths(cursor, name_table, limit(cursor));
  if (cursor.accept("fragment streams")) return on_paths(cursor, name_table, FragmentStreams{});
  if (cursor.accept("stop")) return Stop{expect_keyword(cursor, kLinkFaultKeywords)};
  if (cursor.accept("break")) return BreakConnection{connection(cursor, name_table)};
  if (cursor.accept("half-close")) return HalfClose{connection(cursor, name_table)};
  return std::nullopt;
}

}  // namespace parley::sim::scenario
