#include "apps/sim/session_page.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "sim/merge/draw.hpp"
#include "sim/merge/merged_tapes.hpp"
#include "sim/report/page.hpp"

namespace parley::sim {
namespace {

constexpr int kNotWritten = 2;
constexpr int kNoSession = 3;

int report_error(const Error& error, int code) {
  fmt::print(stderr, "parley-sim: {}\n", error.message);
  return code;
}

}  // namespace

int write_session_page(const std::vector<std::string>& tapes, std::optional<Duration> until,
                       const std::string& html_file) {
  const auto session = merge::MergedTapes::load(tapes);
  if (!session) return report_error(session.error(), kNoSession);
  const auto end = until ? std::optional(Instant(*until)) : std::nullopt;
  const auto timeline = merge::draw(*session, end);
  if (!timeline) return report_error(timeline.error(), kNoSession);
  std::string command = "parley-sim replay";
  for (const std::string& tape : tapes) command += " " + tape;
  const auto written = report::write_html(html_file, *timeline, merge::title_of(*session, command));
  if (!written) return report_error(written.error(), kNotWritten);
  for (const std::string& remark : session->remarks()) fmt::print("{}: {}\n", html_file, remark);
  return 0;
}

}  // namespace parley::sim
