#pragma once

#include <string_view>

namespace parley::sim::report {

/// The page's own files (sim/report/page), which the build puts into the program: the template, in which
/// @TITLE@, @STYLE@, @DATA@ and @SCRIPT@ stand for the rest.
std::string_view page_template();
std::string_view page_style();
std::string_view page_script();  ///< All of them, in the order of the build.

}  // namespace parley::sim::report
