#include "sim/report/page.hpp"

#include <fstream>
#include <utility>

#include "sim/report/page_data.hpp"

namespace parley::sim::report {
namespace {

std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace

std::string to_html(const Timeline& timeline, const PageTitle& title) {
  const std::pair<std::string_view, std::string> parts[] = {
      {"@TITLE@", html_escaped(title.title)},
      {"@STYLE@", std::string(page_style())},
      {"@DATA@", page_data(timeline, title)},
      {"@SCRIPT@", std::string(page_script())},
  };
  std::string html;
  std::string_view rest = page_template();
  // In the template's order, and never within what was put in.
  for (const auto& [mark, text] : parts) {
    const std::size_t at = rest.find(mark);
    html += rest.substr(0, at);
    html += text;
    rest.remove_prefix(at + mark.size());
  }
  html += rest;
  return html;
}

Result<void> write_html(const std::string& path, const Timeline& timeline, const PageTitle& title) {
  std::ofstream file(path, std::ios::binary);
  file << to_html(timeline, title);
  file.close();
  if (!file) return Error{ErrorCode::kUnavailable, path + " cannot be written"};
  return {};
}

}  // namespace parley::sim::report
