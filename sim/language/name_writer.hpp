#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "sim/language/scenario.hpp"

/// What statements are made of, written so that they read back as the same.
namespace parley::sim::scenario {

/// `1.5s`, `300ms`, `2min`
std::string to_text(Duration time);

/// In quotes, with escapes for what cannot stand there.
std::string quoted(std::string_view text);

/// As quoted(), with long repetitions drawn together: `"GET " 1000 x "a"`. For what expect_bytes() reads.
std::string written_bytes(std::string_view bytes);

/// ` for 3s`, or nothing.
std::string for_time(const ForTime& time);

/// `alice, bob and guest1..guest9`: neighbours as a range.
std::string listed(const std::vector<std::string>& names);

/// Writes names of one scenario.
class NameWriter {
 public:
  explicit NameWriter(const Scenario& scenario) : scenario_(scenario) {}

  struct Who {
    std::string text;
    bool plural = false;
    /// The form of the verb that fits.
    std::string verb(std::string_view singular, std::string_view plural_form) const {
      return text + " " + std::string(plural ? plural_form : singular);
    }
  };

  Who who(const Nodes& nodes) const;
  Who who(const std::vector<PersonId>& people) const { return who(Nodes(people.begin(), people.end())); }
  Who who(const std::vector<ClientId>& clients) const { return who(Nodes(clients.begin(), clients.end())); }
  std::string list(const Nodes& nodes) const { return who(nodes).text; }
  std::string name(const NodeRef& node) const;

 private:
  bool is_everyone(const Nodes& nodes) const;
  const Scenario& scenario_;
};

}  // namespace parley::sim::scenario
