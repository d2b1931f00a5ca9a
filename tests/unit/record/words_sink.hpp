#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tape/entry_form.hpp"

namespace parley::record {

/// Entries in words: `record 1 'LOGIN ada aaaaaaa 6000'`.
class WordsSink final : public tape::EntrySink {
 public:
  void add(const tape::Entry& entry) override {
    EXPECT_TRUE(tape::has_form(entry));
    const auto* form = form_of(entry.kind);
    std::string words(form->name);
    if (form->id) words += ' ' + std::to_string(entry.id);
    if (form->number) words += " #" + std::to_string(entry.number);
    if (form->endpoint) words += ' ' + entry.endpoint.to_string();
    if (form->channel && entry.channel.is_known()) words += " channel " + std::to_string(entry.channel.low);
    if (form->text != tape::TextForm::kNone) words += " '" + std::string(entry.text) + "'";
    words_.push_back(std::move(words));
    last_ = entry;
  }
  std::vector<std::string> take() { return std::exchange(words_, {}); }
  const tape::Entry& last() const { return last_; }  ///< Its text is gone.

 private:
  std::vector<std::string> words_;
  tape::Entry last_;
};

}  // namespace parley::record
