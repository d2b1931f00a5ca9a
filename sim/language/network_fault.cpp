#include <array>
#include <utility>

#include "sim/language/fault_syntax.hpp"
#include "sim/language/name_writer.hpp"

namespace parley::sim::scenario {
namespace {

/// `alice -> registry [for TIME]`, or another mark between the two sides.
template <class F>
Fault read_sides(Cursor& cursor, const NameTable& names, void (*between)(Cursor&)) {
  Nodes left = names.expect_nodes(cursor);
  between(cursor);
  Nodes right = names.expect_nodes(cursor);
  return F{std::move(left), std::move(right), cursor.accept_for_time()};
}
Fault read_partition(Cursor& cursor, const NameTable& names) {
  return read_sides<Partition>(cursor, names, [](Cursor& at) { at.expect_mark('|'); });
}
template <class F>
Fault read_one_way(Cursor& cursor, const NameTable& names) {
  return read_sides<F>(cursor, names, [](Cursor& at) { at.expect("->"); });
}

/// `the connection of alice`, `the connections of alice and bob`
template <class F>
Fault read_connection(Cursor& cursor, const NameTable& names) {
  if (!cursor.accept("the connections of")) cursor.expect("the connection of");
  return F{names.expect_nodes(cursor)};
}
std::string connection_text(const NameWriter& names, const Nodes& nodes) {
  const NameWriter::Who who = names.who(nodes);
  return (who.plural ? "the connections of " : "the connection of ") + who.text;
}

Fault read_heal(Cursor& /*cursor*/, const NameTable& /*names*/) { return Heal{}; }

constexpr std::array<FaultStatement, 6> kStatements = {{{"partition", read_partition},
                                                        {"cut", read_one_way<CutOneWay>},
                                                        {"clog", read_one_way<Clog>},
                                                        {"heal", read_heal},
                                                        {"break", read_connection<BreakConnection>},
                                                        {"half-close", read_connection<HalfClose>}}};

}  // namespace

std::span<const FaultStatement> network_fault_statements() { return kStatements; }

std::string Partition::text(const NameWriter& names) const {
  return "partition " + names.list(left) + " | " + names.list(right) + for_time(time);
}
std::string CutOneWay::text(const NameWriter& names) const {
  return "cut " + names.list(from) + " -> " + names.list(to) + for_time(time);
}
std::string Clog::text(const NameWriter& names) const {
  return "clog " + names.list(from) + " -> " + names.list(to) + for_time(time);
}
std::string Heal::text(const NameWriter& /*names*/) const { return "heal"; }
std::string BreakConnection::text(const NameWriter& names) const {
  return "break " + connection_text(names, nodes);
}
std::string HalfClose::text(const NameWriter& names) const {
  return "half-close " + connection_text(names, nodes);
}

}  // namespace parley::sim::scenario
