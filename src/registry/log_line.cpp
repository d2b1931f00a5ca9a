#include "registry/log_line.hpp"

#include <string>

namespace parley::registry {

void log_line(LogSink& log, LogLevel level, std::initializer_list<std::string_view> parts) {
  if (!log.keeps(level)) return;
  std::string line;
  for (const auto part : parts) line += part;
  log.write(level, line);
}

}  // namespace parley::registry
