#include "apps/sim/import_command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "sim/language/cursor.hpp"

namespace parley::sim {
namespace {

using importing::Expect;

constexpr int kRefused = 2;
constexpr int kUnreadable = 3;

Duration time_from(const std::string& flag, const std::string& text) {
  const auto time = scenario::duration_from(text);
  if (!time) throw CLI::ValidationError(flag, text + " is not a time; write one such as 500ms, 2s or 1.5min");
  return *time;
}

std::uint8_t percent_from(const std::string& flag, std::string text) {
  if (text.ends_with('%')) text.pop_back();
  const auto percent = scenario::number_from(text, 100);
  if (!percent) throw CLI::ValidationError(flag, text + " is not a share; write one such as 20%");
  return static_cast<std::uint8_t>(*percent);
}

Expect level_from(const std::string& word) {
  if (word == "nothing") return Expect::kNothing;
  if (word == "hosts") return Expect::kHosts;
  return word == "lines" ? Expect::kLines : Expect::kRooms;
}

/// Writes it; false if that is not possible, and says why.
bool write(const std::string& text, const ImportCommand& command) {
  if (command.to == "-") return std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  const char* mode = command.force ? "wb" : "wbx";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(command.to.c_str(), mode),
                                                             &std::fclose);
  const bool written = file != nullptr &&
                       std::fwrite(text.data(), 1, text.size(), file.get()) == text.size() &&
                       std::fflush(file.get()) == 0;
  if (written) return true;
  const std::string why =
      errno == EEXIST ? "exists already; add --force to overwrite it" : "cannot be written";
  fmt::print(stderr, "parley-sim: {} {}\n", command.to, why);
  return false;
}

}  // namespace

CLI::App* add_import(CLI::App& app, ImportCommand& command) {
  CLI::App* import = app.add_subcommand("import", "Turn the tapes of a session into a scenario");
  import->add_option("tapes", command.tapes, "Tapes of one session, in any order")->required();
  import->add_option("-o,--output", command.to, "The scenario's file; - is standard output")
      ->type_name("FILE")
      ->capture_default_str();
  import->add_flag("--force", command.force, "Overwrite an existing file");
  auto& options = command.options;
  const auto expect = [&options](const std::string& word) { options.expect = level_from(word); };
  const auto squeeze = [&options](const std::string& text) {
    options.longest_silence = time_from("--squeeze", text);
  };
  const auto lose = [&options](const std::string& text) {
    options.loss_percent = percent_from("--loss", text);
  };
  const auto until = [&options](const std::string& text) { options.until = time_from("--until", text); };
  const auto add = [import](const char* flag, const auto& take, const char* what, const char* type) {
    return import->add_option_function<std::string>(flag, take, what)->type_name(type);
  };
  add("--expect", expect,
      "What the scenario expects: who is in which room (rooms, the default), also hosts, or also each line",
      "nothing|rooms|hosts|lines")
      ->check(CLI::IsMember({"nothing", "rooms", "hosts", "lines"}).description(""));
  add("--squeeze", squeeze, "Shorten longer silences to this", "TIME");
  add("--loss", lose, "The scenario loses so many datagrams", "N%");
  add("--until", until, "Leave out everything later than this after the beginning", "TIME");
  import->footer(
      "Exit codes: 0 written, 2 a wrong flag, or a file that cannot be written, 3 tapes that cannot be read, "
      "or on which nothing happens.");
  return import;
}

int import_tapes(const ImportCommand& command) {
  const auto session = merge::MergedTapes::load(command.tapes);
  if (!session) {
    fmt::print(stderr, "parley-sim: {}\n", session.error().message);
    return kUnreadable;
  }
  const auto made = importing::import_session(*session, command.options);
  if (!made) {
    fmt::print(stderr, "parley-sim: {}\n", made.error().message);
    return kUnreadable;
  }
  for (const std::string& note : made->notes) fmt::print(stderr, "parley-sim: {}\n", note);
  return write(made->text, command) ? 0 : kRefused;
}

}  // namespace parley::sim
