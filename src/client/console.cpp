#include "client/console.hpp"

#include "client/prompts.hpp"
#include "wire/text.hpp"

namespace parley::client {

void Console::print(Style style, std::string_view line) { terminal_.print(style, wire::printable(line)); }

void Console::ask_menu(QuestionKind kind) {
  for (const auto line : menu_of(kind)) terminal_.print(Style::kPrompt, line);
  ask(kind);
}

void Console::ask(QuestionKind kind) {
  question_ = kind;
  asking_ = true;
  terminal_.ask({kind, prompt_of(kind)});
}

}  // namespace parley::client
