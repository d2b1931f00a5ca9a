#pragma once

#include "tape/entry.hpp"

namespace parley::tape {

/// Tapes recorded before questions had kinds hold the echo (0 or 1) in a kAsk's number. This gives such an
/// entry its kind, by its prompt and by what the screen showed and the person chose before it.
class OldQuestions {
 public:
  /// To be called with each entry in turn.
  void update(Entry& entry);

 private:
  void take_line(std::string_view line);

  bool at_main_menu_ = false;
  bool creates_room_ = false;
  bool chooses_ = false;  ///< The last question was a menu's.
};

}  // namespace parley::tape
