# The calls that folders' CMakeLists.txt are made of. DEPENDS always takes full target names.

# parley_add_folders(FOLDER...): add_subdirectory for each folder that has a CMakeLists.txt.
function(parley_add_folders)
  foreach(folder IN LISTS ARGN)
    if(EXISTS ${PROJECT_SOURCE_DIR}/${folder}/CMakeLists.txt)
      add_subdirectory(${PROJECT_SOURCE_DIR}/${folder})
    endif()
  endforeach()
endfunction()

# Headers that many files share are parsed once: cmake/precompiled.hpp, and precompiled_tests.hpp with the flags of the tests.
# A precompiled header belongs to a target, of the kind of those that use it: g++ tells -fPIC from -fPIE.
file(WRITE ${PROJECT_BINARY_DIR}/precompiled.cpp.new "int main() {}\n")
file(COPY_FILE ${PROJECT_BINARY_DIR}/precompiled.cpp.new ${PROJECT_BINARY_DIR}/precompiled.cpp ONLY_IF_DIFFERENT)
add_library(parley_precompiled STATIC ${PROJECT_BINARY_DIR}/precompiled.cpp)
target_link_libraries(parley_precompiled PRIVATE parley_options Boost::headers)
target_precompile_headers(parley_precompiled PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled.hpp)

set(PARLEY_TEST_FLAGS -O0 -U_FORTIFY_SOURCE)
if(BUILD_TESTING)
  add_executable(parley_precompiled_tests ${PROJECT_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(parley_precompiled_tests PRIVATE parley_options Boost::headers GTest::gmock GTest::gtest)
  target_compile_options(parley_precompiled_tests PRIVATE ${PARLEY_TEST_FLAGS})
  target_precompile_headers(parley_precompiled_tests PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled_tests.hpp)
endif()

# parley_library(NAME [SOURCES file...] [APART file...] [DEPENDS target...])
# The folder's library, target parley_NAME: static, or an INTERFACE library while it has no sources. Those of SOURCES that
# are APART share a name of their own with another one: where files are compiled together (CMAKE_UNITY_BUILD) they are not.
function(parley_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;APART;DEPENDS")
  set_source_files_properties(${arg_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  if(arg_SOURCES)
    add_library(parley_${name} STATIC ${arg_SOURCES})
    target_link_libraries(parley_${name} PUBLIC parley_options ${arg_DEPENDS})
    target_precompile_headers(parley_${name} REUSE_FROM parley_precompiled)
  else()
    add_library(parley_${name} INTERFACE)
    target_link_libraries(parley_${name} INTERFACE parley_options ${arg_DEPENDS})
  endif()
endfunction()

# parley_program(NAME SOURCES file... [DEPENDS target...])
# A shipped program, built into bin/. All of them: the target parley_programs.
add_custom_target(parley_programs)
function(parley_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  if(NOT arg_SOURCES)
    return()
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE parley_options ${arg_DEPENDS})
  add_dependencies(parley_programs ${name})
endfunction()

# Seconds that a test of each label may take; sanitized builds get four times as long.
set(PARLEY_TIMEOUT_unit 30)
set(PARLEY_TIMEOUT_contract 60)
set(PARLEY_TIMEOUT_scenario 120)
set(PARLEY_TIMEOUT_sessions 60)
set(PARLEY_TIMEOUT_integration 120)
set(PARLEY_TIMEOUT_browser 120)
set(PARLEY_TIMEOUT_fuzz 60)

function(parley_timeout label out)
  set(seconds ${PARLEY_TIMEOUT_${label}})
  if(NOT seconds)
    message(FATAL_ERROR "unknown test label ${label}")
  endif()
  if(PARLEY_SANITIZE)
    math(EXPR seconds "4 * ${seconds}")
  endif()
  set(${out} ${seconds} PARENT_SCOPE)
endfunction()

# parley_test(NAME LABEL unit|contract|scenario|integration [SERIAL] [APART] SOURCES file... [DEPENDS target...])
# A GoogleTest program whose tests are each a CTest test with the label. They run in the repository's root, so that
# fixtures/... is found; PARLEY_BIN_DIR names the folder of the programs. SERIAL: never beside another test. APART: its files are never compiled together.
function(parley_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL;APART" "LABEL" "SOURCES;DEPENDS")
  if(NOT arg_SOURCES)
    return()
  endif()
  parley_timeout(${arg_LABEL} timeout)
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE parley_options ${arg_DEPENDS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE PARLEY_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  # What is tested is optimised, the tests are not: that halves the time they take to build.
  target_compile_options(${name} PRIVATE ${PARLEY_TEST_FLAGS})
  target_precompile_headers(${name} REUSE_FROM parley_precompiled_tests)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PARLEY_TEST_BINARY_DIR})
  if(arg_SERIAL)
    set(serial RUN_SERIAL ON)
  endif()
  if(arg_APART)
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
  endif()
  gtest_discover_tests(${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 30
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${timeout} ${serial})
endfunction()

# parley_fuzz_target(NAME SOURCES file... CORPUS folder [DEPENDS target...])
# SOURCES define LLVMFuzzerTestOneInput. Every build replays the corpus as the CTest test fuzz.NAME; a build with
# PARLEY_LIBFUZZER also has the fuzzer itself, test/fuzz_NAME. CORPUS is relative to the root, fixtures/corpus/NAME.
# All of them: the target parley_fuzz.
add_custom_target(parley_fuzz)
function(parley_fuzz_target name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS" "SOURCES;DEPENDS")
  parley_timeout(fuzz timeout)
  add_executable(replay_${name} ${arg_SOURCES} ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp)
  add_test(NAME fuzz.${name} COMMAND replay_${name} ${arg_CORPUS} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT ${timeout})
  set(targets replay_${name})
  if(PARLEY_LIBFUZZER)
    add_executable(fuzz_${name} ${arg_SOURCES})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    list(APPEND targets fuzz_${name})
  endif()
  foreach(target IN LISTS targets)
    target_link_libraries(${target} PRIVATE parley_options ${arg_DEPENDS})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PARLEY_TEST_BINARY_DIR})
  endforeach()
  add_dependencies(parley_fuzz ${targets})
endfunction()

# parley_benchmark(NAME SOURCES file... [DEPENDS target...]): a Google Benchmark program in test/, run by hand.
function(parley_benchmark name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPENDS")
  if(NOT arg_SOURCES)
    return()
  endif()
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE parley_options ${arg_DEPENDS} benchmark::benchmark_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PARLEY_TEST_BINARY_DIR} UNITY_BUILD OFF)
endfunction()
