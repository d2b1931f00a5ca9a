#include "sim/language/link_fault.hpp"

#include "sim/language/fault_syntax.hpp"
#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/name_writer.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::array<Keyword<Spread>, 2> kSpreadKeywords = {
    {{"evenly", Spread::kEvenly}, {"with a long tail", Spread::kLongTail}}};

/// `30% of datagrams`
void read_share(Cursor& cursor, LinkValue& value) {
  constexpr std::uint32_t kHundredth = 10'000;
  const std::uint32_t share = cursor.expect_share("30%");
  if (share % kHundredth != 0) cursor.fail("a broken share, expected whole hundredths, such as `30%`");
  cursor.expect("of datagrams");
  value.amount = share / kHundredth;
}
std::string share_text(const LinkValue& value) {
  return " " + std::to_string(value.amount) + "% of datagrams";
}

void read_reordering(Cursor& cursor, LinkValue& value) {
  read_share(cursor, value);
  cursor.expect("by");
  value.most = cursor.expect_duration();
}
std::string reordering_text(const LinkValue& value) {
  return share_text(value) + " by " + to_text(value.most);
}

/// `50ms`, `50ms to 300ms`, `50ms to 300ms evenly`
void read_delay(Cursor& cursor, LinkValue& value) {
  value.least = value.most = cursor.expect_duration();
  if (cursor.accept("to")) value.most = cursor.expect_duration();
  if (value.most < value.least)
    cursor.fail("the longer time comes first, expected the shorter one first, as in `50ms to 300ms`");
  value.spread = accept_keyword(cursor, kSpreadKeywords).value_or(Spread::kMostlyShort);
}
std::string delay_text(const LinkValue& value) {
  const std::string most = value.most == value.least ? "" : " to " + to_text(value.most);
  const std::string spread = text_of(value.spread, kSpreadKeywords);
  return " " + to_text(value.least) + most + (spread.empty() ? "" : " " + spread);
}

/// `packets to 64 KiB/s [with 32 KiB waiting]`
void read_speed(Cursor& cursor, LinkValue& value) {
  cursor.expect("packets to");
  value.amount = cursor.expect_number("how many KiB/s", limits::kKibPerSecond);
  cursor.expect("KiB/s");
  if (value.amount == 0) cursor.fail("a speed of 0 KiB/s, expected 1 KiB/s or more");
  if (!cursor.accept("with")) return;
  value.queue_kib = cursor.expect_number("how many KiB", limits::kKibPerSecond);
  cursor.expect("KiB waiting");
  if (value.queue_kib == 0) cursor.fail("a queue of 0 KiB, expected 1 KiB or more");
}
std::string speed_text(const LinkValue& value) {
  const std::string queue =
      value.queue_kib == 0 ? "" : " with " + std::to_string(value.queue_kib) + " KiB waiting";
  return " packets to " + std::to_string(value.amount) + " KiB/s" + queue;
}

void read_length(Cursor& cursor, LinkValue& value) {
  cursor.expect("datagrams to");
  value.amount = cursor.expect_number("how many bytes", limits::kDatagramBytes);
  cursor.expect("bytes");
  if (value.amount == 0) cursor.fail("a length of 0 bytes, expected 1 byte or more");
}
std::string length_text(const LinkValue& value) {
  return " datagrams to " + std::to_string(value.amount) + " bytes";
}

void read_nothing(Cursor& /*cursor*/, LinkValue& /*value*/) {}
std::string no_text(const LinkValue& /*value*/) { return {}; }

}  // namespace

const std::array<LinkFaultSyntax, kLinkFaultKinds> kLinkFaults = {
    {{"lose", "losing", true, read_share, share_text},
     {"repeat", "repeating", true, read_share, share_text},
     {"reorder", "reordering", true, read_reordering, reordering_text},
     {"packets take", "delaying", false, read_delay, delay_text},
     {"slow", "slowing", false, read_speed, speed_text},
     {"limit", "limiting", false, read_length, length_text},
     {"fragment streams", "fragmenting", false, read_nothing, no_text}}};

namespace {

std::array<Keyword<LinkFaultKind>, kLinkFaultKinds> stop_keywords() {
  std::array<Keyword<LinkFaultKind>, kLinkFaultKinds> words{};
  for (std::size_t i = 0; i < kLinkFaultKinds; ++i)
    words[i] = {kLinkFaults[i].stops, static_cast<LinkFaultKind>(i)};
  return words;
}

/// `[from alice to bob] [for TIME]`, which ends the statement of every kind.
void read_where_and_when(Cursor& cursor, const NameTable& names, LinkFault& fault) {
  if (cursor.accept("from")) {
    fault.paths.from = names.expect_nodes(cursor);
    cursor.expect("to");
    fault.paths.to = names.expect_nodes(cursor);
  }
  fault.time = cursor.accept_for_time();
}

}  // namespace

std::optional<Fault> accept_link_fault(Cursor& cursor, const NameTable& names) {
  for (std::size_t i = 0; i < kLinkFaultKinds; ++i) {
    if (!cursor.accept(kLinkFaults[i].begins)) continue;
    LinkFault fault{static_cast<LinkFaultKind>(i), {}, {}, {}};
    kLinkFaults[i].read(cursor, fault.value);
    read_where_and_when(cursor, names, fault);
    return fault;
  }
  if (!cursor.accept("stop")) return std::nullopt;
  return Stop{expect_keyword(cursor, stop_keywords())};
}

std::string LinkFault::text(const NameWriter& names) const {
  const LinkFaultSyntax& syntax = syntax_of(kind);
  const std::string which =
      paths.everywhere() ? "" : " from " + names.list(paths.from) + " to " + names.list(paths.to);
  return std::string(syntax.begins) + syntax.text(value) + which + for_time(time);
}

std::string Stop::text(const NameWriter& /*names*/) const {
  return "stop " + std::string(syntax_of(what).stops);
}

}  // namespace parley::sim::scenario
