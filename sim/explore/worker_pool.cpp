#include "sim/explore/worker_pool.hpp"

#include <poll.h>

#include <algorithm>
#include <utility>

#include "sim/explore/limits.hpp"

namespace parley::sim::explore {
namespace {

/// A worker's life: reads a seed a line, plays it, writes its report as a line. Over when the parent closes.
void serve(const WorkerPool::Play& play, IsolatedProcess::Ends ends) {
  std::string asked;
  while (process::read_some(ends.in, asked)) {
    for (std::size_t end = asked.find('\n'); end != asked.npos; end = asked.find('\n')) {
      const std::uint64_t seed = std::stoull(asked.substr(0, end));
      asked.erase(0, end + 1);
      bound_cpu_time(limits::kPlaySeconds);
      const std::string line = to_line(play(seed)) + '\n';
      bound_cpu_time(std::chrono::seconds(0));
      if (!process::write_all(ends.out, line)) return;
    }
  }
}

}  // namespace

WorkerPool::WorkerPool(std::size_t workers, Play play) : play_(std::move(play)), workers_(workers) {
  for (Worker& worker : workers_) spawn(worker);
}

WorkerPool::~WorkerPool() = default;

void WorkerPool::spawn(Worker& worker) {
  std::vector<int> others;
  for (const Worker& other : workers_) {
    if (other.process == nullptr) continue;
    for (const int descriptor : other.process->descriptors()) others.push_back(descriptor);
  }
  worker.process =
      std::make_unique<IsolatedProcess>([this](IsolatedProcess::Ends ends) { serve(play_, ends); }, others);
}

bool WorkerPool::assign(std::uint64_t seed) {
  const auto idle =
      std::find_if(workers_.begin(), workers_.end(), [](const Worker& worker) { return !worker.seed; });
  if (idle == workers_.end()) return false;
  idle->seed = seed;
  idle->process->write(std::to_string(seed) + '\n');
  return true;
}

std::size_t WorkerPool::busy() const {
  return static_cast<std::size_t>(std::count_if(
      workers_.begin(), workers_.end(), [](const Worker& worker) { return worker.seed.has_value(); }));
}

std::vector<PlayReport> WorkerPool::wait(std::chrono::milliseconds patience) {
  std::vector<pollfd> ends;
  for (const Worker& worker : workers_) {
    ends.push_back({worker.process->output(), POLLIN, 0});
    ends.push_back({worker.process->errors(), POLLIN, 0});
  }
  std::vector<PlayReport> reports;
  if (poll(ends.data(), ends.size(), static_cast<int>(patience.count())) <= 0) return reports;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if ((ends[2 * i + 1].revents & POLLIN) != 0) workers_[i].process->read_stderr();
    if (ends[2 * i].revents != 0) read(workers_[i], reports);
  }
  return reports;
}

void WorkerPool::read(Worker& worker, std::vector<PlayReport>& reports) {
  if (!process::read_some(worker.process->output(), worker.told)) return reap(worker, reports);
  const std::size_t end = worker.told.find('\n');
  if (end == std::string::npos) {
    if (worker.told.size() > limits::kReportBytes) worker.process->kill();
    return;
  }
  auto report = play_report_from(std::string_view(worker.told).substr(0, end));
  if (!report) return worker.process->kill();
  worker.told.clear();
  worker.seed.reset();
  reports.push_back(*std::move(report));
}

/// It has died in the middle of a play, which is that play's result.
void WorkerPool::reap(Worker& worker, std::vector<PlayReport>& reports) {
  const ExitStatus ending = worker.process->wait();
  PlayReport report;
  report.seed = worker.seed.value_or(0);
  report.check = ending.in_order ? "dies" : ending.check;
  report.what = ending.in_order ? "the program ended in the middle of the play" : ending.what;
  if (worker.seed) reports.push_back(std::move(report));
  worker.seed.reset();
  worker.told.clear();
  spawn(worker);
}

}  // namespace parley::sim::explore
