// What many files of Parley include, parsed once for all of them. No header of Parley stands here: a change
// of one must not rebuild the rest.
#pragma once

#include <algorithm>
#include <array>
#include <boost/system/result.hpp>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>
