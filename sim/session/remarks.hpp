#pragma once

#include <string>
#include <vector>

#include "sim/session/align.hpp"
#include "sim/session/session.hpp"
#include "sim/session/survey.hpp"

namespace parley::sim::session {

/// What a reader should know of how the tapes were put together, a sentence each.
std::vector<std::string> remarks_on(const std::vector<Tape>& tapes, const std::vector<Survey>& surveys,
                                    const Alignment& alignment);

}  // namespace parley::sim::session
