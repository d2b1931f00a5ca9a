#include "sim/explore/isolated_play.hpp"

#include <poll.h>

#include <array>

#include "sim/explore/limits.hpp"
#include "sim/explore/process.hpp"

namespace parley::sim::explore {
namespace {

/// All that the process writes to its parent, until its end.
std::string hear_out(Process& process) {
  std::string told;
  std::array<pollfd, 2> ends{{{process.from().number(), POLLIN, 0}, {process.errors().number(), POLLIN, 0}}};
  bool goes_on = true;
  while (goes_on) {
    poll(ends.data(), ends.size(), -1);
    if ((ends[1].revents & POLLIN) != 0) process.read_stderr();
    if ((ends[1].revents & (POLLHUP | POLLERR)) != 0) ends[1].fd = -1;
    if (ends[0].revents != 0) goes_on = read_some(process.from().number(), told);
    if (told.size() > limits::kReportBytes) process.kill();
  }
  return told;
}

}  // namespace

IsolatedPlay play_isolated(const std::function<PlayReport()>& play, std::chrono::seconds bound) {
  const auto body = [&](Process::Ends ends) {
    bound_cpu_time(bound);
    const std::string line = to_line(play());
    write_all(ends.out, line);
  };
  Process process(body, {});
  const std::string told = hear_out(process);
  const ExitStatus ending = process.wait();
  IsolatedPlay result;
  if (auto report = play_report_from(told)) result.report = *std::move(report);
  if (!ending.in_order) {
    result.report.check = ending.check;
    result.report.what = ending.what;
  }
  result.stderr_tail = process.stderr_tail();
  return result;
}

}  // namespace parley::sim::explore
