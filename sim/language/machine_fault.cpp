#include <array>
#include <cstdlib>
#include <utility>

#include "sim/language/fault_syntax.hpp"
#include "sim/language/keywords.hpp"
#include "sim/language/limits.hpp"
#include "sim/language/name_writer.hpp"

namespace parley::sim::scenario {
namespace {

constexpr std::array<Keyword<DiskFailure>, 4> kDiskFailures = {{{"is full", DiskFailure::kFull},
                                                                {"fails to read", DiskFailure::kReadsFail},
                                                                {"fails to write", DiskFailure::kWritesFail},
                                                                {"fails to sync", DiskFailure::kSyncsFail}}};
constexpr std::array<Keyword<LostAddress>, 3> kLostAddresses = {{{"the first address", LostAddress::kFirst},
                                                                 {"the IPv4 addresses", LostAddress::kIpv4},
                                                                 {"the IPv6 addresses", LostAddress::kIpv6}}};

template <class F>
Fault read_lasting(Cursor& cursor, const NameTable& names) {
  Nodes nodes = names.expect_nodes(cursor);
  return F{std::move(nodes), cursor.accept_for_time()};
}
template <class F>
Fault read_nodes(Cursor& cursor, const NameTable& names) {
  return F{names.expect_nodes(cursor)};
}
Fault read_stop_registry(Cursor& cursor, const NameTable& /*names*/) {
  return StopRegistry{cursor.accept_for_time()};
}

/// `runs 5% fast [for TIME]`, `runs right`: behind `clock`.
Fault clock_rate(Cursor& cursor, Nodes nodes) {
  if (!cursor.accept("runs", "run")) cursor.fail_expecting("`runs`");
  ClockRate fault{std::move(nodes), 0, std::nullopt};
  if (cursor.accept("right")) return fault;
  const std::uint32_t ppm = cursor.expect_share("5%");
  if (ppm > limits::kClockPpm || ppm == 0)
    cursor.fail("a clock cannot run so wrong, expected above 0% and at most 50%");
  fault.ppm = static_cast<std::int32_t>(ppm);
  if (cursor.accept("slow")) {
    fault.ppm = -fault.ppm;
  } else if (!cursor.accept("fast")) {
    cursor.fail_expecting("`fast` or `slow`");
  }
  fault.time = cursor.accept_for_time();
  return fault;
}
Fault read_clocks(Cursor& cursor, const NameTable& names) {
  Nodes nodes = names.expect_nodes(cursor);
  return clock_rate(cursor, std::move(nodes));
}

Fault read_disk_works(Cursor& /*cursor*/, const NameTable& /*names*/) { return DiskWorks{}; }
Fault read_disk(Cursor& cursor, const NameTable& /*names*/) {
  const DiskFailure what = expect_keyword(cursor, kDiskFailures);
  return DiskFails{what, cursor.accept_for_time()};
}

constexpr std::array<FaultStatement, 10> kStatements = {{{"crash", read_lasting<Crash>},
                                                         {"stop the registry", read_stop_registry},
                                                         {"stop registry", read_stop_registry},
                                                         {"restart", read_nodes<Restart>},
                                                         {"pause", read_lasting<Pause>},
                                                         {"resume", read_nodes<Resume>},
                                                         {"the disk works", read_disk_works},
                                                         {"the disk", read_disk},
                                                         {"the clocks of", read_clocks},
                                                         {"the clock of", read_clocks}}};

template <class F>
Fault lasting_subject(Cursor& cursor, Nodes nodes) {
  return F{std::move(nodes), cursor.accept_for_time()};
}
template <class F>
Fault plain_subject(Cursor& /*cursor*/, Nodes nodes) {
  return F{std::move(nodes)};
}
template <LostAddress kWhich>
Fault read_lost_address(Cursor& /*cursor*/, Nodes nodes) {
  return LoseAddress{std::move(nodes), kWhich};
}
template <AddressFamily kFamily>
Fault read_new_address(Cursor& /*cursor*/, Nodes nodes) {
  return GainAddress{std::move(nodes), kFamily};
}
Fault read_new_key(Cursor& /*cursor*/, Nodes /*nodes*/) { return NewKey{}; }

constexpr std::array<SubjectFault, 11> kSubjectFaults = {
    {{"loses power", "lose power", Befalls::kAnybody, lasting_subject<LosePower>},
     {"loses the first address", "lose the first address", Befalls::kAnybody,
      read_lost_address<LostAddress::kFirst>},
     {"loses the IPv4 addresses", "lose the IPv4 addresses", Befalls::kAnybody,
      read_lost_address<LostAddress::kIpv4>},
     {"loses the IPv6 addresses", "lose the IPv6 addresses", Befalls::kAnybody,
      read_lost_address<LostAddress::kIpv6>},
     {"moves", "move", Befalls::kAnybody, plain_subject<Move>},
     {"gets an IPv4 address", "get an IPv4 address", Befalls::kAnybody,
      read_new_address<AddressFamily::kIpv4>},
     {"gets an IPv6 address", "get an IPv6 address", Befalls::kAnybody,
      read_new_address<AddressFamily::kIpv6>},
     {"gets a new key", "get a new key", Befalls::kRegistryAlone, read_new_key},
     {"vanishes", "vanish", Befalls::kAllButRegistry, plain_subject<Vanish>},
     {"is deaf", "are deaf", Befalls::kAllButRegistry, lasting_subject<Deaf>},
     {"hears again", "hear again", Befalls::kAllButRegistry, plain_subject<HearAgain>}}};

/// `5%` or `0.25%`
std::string percent(std::int32_t ppm) {
  constexpr std::int32_t kHundredth = 10'000;
  const std::int32_t all = std::abs(ppm);
  std::string text = std::to_string(all / kHundredth);
  if (all % kHundredth != 0) {
    const std::string behind = std::to_string(kHundredth + all % kHundredth).substr(1);
    text += "." + behind.substr(0, behind.find_last_not_of('0') + 1);
  }
  return text + "%";
}

}  // namespace

std::span<const FaultStatement> machine_fault_statements() { return kStatements; }
std::span<const SubjectFault> subject_faults() { return kSubjectFaults; }

Fault read_owned_clock(Cursor& cursor, const NodeRef& owner) {
  cursor.expect("clock");
  return clock_rate(cursor, {owner});
}

std::string Crash::text(const NameWriter& names) const {
  return "crash " + names.list(nodes) + for_time(time);
}
std::string LosePower::text(const NameWriter& names) const {
  return names.who(nodes).verb("loses power", "lose power") + for_time(time);
}
std::string StopRegistry::text(const NameWriter& /*names*/) const { return "stop registry" + for_time(time); }
std::string Restart::text(const NameWriter& names) const { return "restart " + names.list(nodes); }
std::string Vanish::text(const NameWriter& names) const {
  return names.who(nodes).verb("vanishes", "vanish");
}
std::string Pause::text(const NameWriter& names) const {
  return "pause " + names.list(nodes) + for_time(time);
}
std::string Resume::text(const NameWriter& names) const { return "resume " + names.list(nodes); }
std::string Move::text(const NameWriter& names) const { return names.who(nodes).verb("moves", "move"); }
std::string GainAddress::text(const NameWriter& names) const {
  return names.who(nodes).verb("gets an ", "get an ") +
         (family == AddressFamily::kIpv4 ? "IPv4 address" : "IPv6 address");
}
std::string LoseAddress::text(const NameWriter& names) const {
  return names.who(nodes).verb("loses ", "lose ") + text_of(which, kLostAddresses);
}
std::string Deaf::text(const NameWriter& names) const {
  return names.who(nodes).verb("is deaf", "are deaf") + for_time(time);
}
std::string HearAgain::text(const NameWriter& names) const {
  return names.who(nodes).verb("hears again", "hear again");
}
std::string ClockRate::text(const NameWriter& names) const {
  const bool one = nodes.size() == 1;
  const std::string clock = one ? names.list(nodes) + "'s clock" : "the clocks of " + names.list(nodes);
  const std::string runs = clock + (one ? " runs " : " run ");
  if (ppm == 0) return runs + "right";
  return runs + percent(ppm) + (ppm > 0 ? " fast" : " slow") + for_time(time);
}
std::string NewKey::text(const NameWriter& /*names*/) const { return "the registry gets a new key"; }
std::string DiskFails::text(const NameWriter& /*names*/) const {
  return "the disk " + text_of(what, kDiskFailures) + for_time(time);
}
std::string DiskWorks::text(const NameWriter& /*names*/) const { return "the disk works"; }

}  // namespace parley::sim::scenario
