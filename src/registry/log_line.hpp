#pragma once

#include <initializer_list>
#include <string_view>

#include "ports/log_sink.hpp"

namespace parley::registry {

/// Writes the parts as one line, joined only where the sink keeps lines of this level.
void log_line(LogSink& log, LogLevel level, std::initializer_list<std::string_view> parts);

}  // namespace parley::registry
