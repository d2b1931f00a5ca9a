#pragma once

#include <string>
#include <string_view>

#include "sim/report/page.hpp"

namespace parley::sim::report {

/// What the page's script draws from, as JSON. Times are nanoseconds from the beginning of the world:
/// of each event the time since the event before it, and how long it travelled.
std::string page_data(const Timeline& timeline, const PageTitle& title);

/// The page's own files (sim/report/page), which the build puts into the program: the template, in which
/// @TITLE@, @STYLE@, @DATA@ and @SCRIPT@ stand for the rest.
std::string_view page_template();
std::string_view page_style();
std::string_view page_script();  ///< All of them, in the order of the build.

}  // namespace parley::sim::report
