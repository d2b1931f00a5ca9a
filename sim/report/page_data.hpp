#pragma once

#include <string>

#include "sim/report/page.hpp"

namespace parley::sim::report {

/// What the page's script draws from, as JSON. Times are nanoseconds from the beginning of the world:
/// of each event the time since the event before it, and how long it travelled.
std::string page_data(const Timeline& timeline, const PageTitle& title);

}  // namespace parley::sim::report
