#pragma once

#include <string>

#include "sim/language/scenario.hpp"

namespace parley::sim::scenario {

/// The text of a scenario file that says exactly this: parse(to_text(s)) == s, for whatever parse() gives
/// and for whatever is put together by hand, if each step is about somebody and people keep the password
/// and the port of their place in the cast. A start, a sign-up and a login in a row become `arrives`.
std::string to_text(const Scenario& scenario);

/// One statement, without indent and line end; a block is all of its lines.
std::string to_text(const Scenario& scenario, const Step& step);

}  // namespace parley::sim::scenario
