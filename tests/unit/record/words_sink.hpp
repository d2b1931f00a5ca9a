#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "record/entry_form.hpp"

namespace parley::record {

/// Entries in words: `record 1 'LOGIN ada aaaaaaa 6000'`.
class WordsSink final : public EntrySink {
 public:
  void add(const Entry& entry) override {
    EXPECT_TRUE(has_form(entry));
    const auto* form = form_of(entry.kind);
    std::string words(form->name);
    if (form->id) words += ' ' + std::to_string(entry.id);
    if (form->number) words += " #" + std::to_string(entry.number);
    if (form->endpoint) words += ' ' + entry.endpoint.to_string();
    if (form->channel && entry.channel.is_known()) words += " channel " + std::to_string(entry.channel.low);
    if (form->text != TextForm::kNone) words += " '" + std::string(entry.text) + "'";
    words_.push_back(std::move(words));
    last_ = entry;
  }
  std::vector<std::string> take() { return std::exchange(words_, {}); }
  const Entry& last() const { return last_; }  ///< Its text is gone.

 private:
  std::vector<std::string> words_;
  Entry last_;
};

}  // namespace parley::record
