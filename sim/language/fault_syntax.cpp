#include "sim/language/fault_syntax.hpp"

#include <algorithm>
#include <initializer_list>

#include "sim/language/statements.hpp"

namespace parley::sim::scenario {
namespace {

bool fits(const SubjectFault& fault, const Subject& subject) {
  if (fault.whom == Befalls::kRegistryAlone) return subject.nodes == Nodes{TheRegistry{}};
  return fault.whom == Befalls::kAnybody || !subject.registry;
}

void add_word(std::string& words, std::string_view word) {
  (words += words.empty() ? "`" : ", `") += std::string(word) + "`";
}

}  // namespace

std::optional<Fault> accept_fault(Cursor& cursor, const NameTable& names) {
  for (const auto& family : {machine_fault_statements(), network_fault_statements()}) {
    for (const FaultStatement& fault : family) {
      if (cursor.accept(fault.begins)) return fault.read(cursor, names);
    }
  }
  if (const auto owner = names.accept_owner(cursor)) return read_owned_clock(cursor, *owner);
  return accept_link_fault(cursor, names);
}

std::optional<Fault> accept_subject_fault(Cursor& cursor, const Subject& subject) {
  for (const SubjectFault& fault : subject_faults()) {
    if (fits(fault, subject) && cursor.accept(fault.singular, fault.plural))
      return fault.read(cursor, subject.nodes);
  }
  return std::nullopt;
}

std::string fault_words() {
  std::string words;
  for (const auto& family : {machine_fault_statements(), network_fault_statements()}) {
    for (const FaultStatement& fault : family) add_word(words, fault.begins);
  }
  for (const LinkFaultSyntax& fault : kLinkFaults) add_word(words, fault.begins);
  return words + ", `stop`, `NAME's clock`";
}

std::string subject_fault_words(const Subject& subject) {
  std::string words;
  for (const SubjectFault& fault : subject_faults()) {
    if (fits(fault, subject)) add_word(words, fault.singular);
  }
  return words;
}

std::string fault_text(const NameWriter& names, const Fault& fault) {
  return std::visit([&names](const auto& each) { return each.text(names); }, fault);
}

}  // namespace parley::sim::scenario
