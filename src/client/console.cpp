#include "client/console.hpp"

#include "wire/text.hpp"

namespace parley::client {

void Console::print(Style style, std::string_view line) { terminal_.print(style, wire::printable(line)); }

void Console::print_menu(std::span<const std::string_view> lines) {
  for (const auto line : lines) terminal_.print(Style::kPrompt, line);
}

void Console::ask(std::string_view prompt, Echo echo) {
  prompt_ = prompt;
  echo_ = echo;
  asking_ = true;
  terminal_.ask(prompt, echo);
}

}  // namespace parley::client
