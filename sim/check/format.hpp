#pragma once

#include <string>

#include "base/time.hpp"

/// How findings say things.
namespace parley::sim::check {

/// `2.900000 s`
std::string in_seconds(Duration time);

/// The text, cut where it is long.
std::string shortened(const std::string& text);

}  // namespace parley::sim::check
