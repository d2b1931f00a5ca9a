# cmake -DOUT=file.cpp -DFOLDER=sim/report/page "-DSTYLES=a.css;b.css" "-DSCRIPTS=a.js;b.js" -P embed.cmake
# Writes the page's files as byte arrays: a string literal may not be as long as they are.

# bytes_of(FILE OUT): its bytes as a C++ list, with a line end now and then.
function(bytes_of file out)
  file(READ ${FOLDER}/${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(REPEAT "'..x..'," 16 row)
  string(REGEX REPLACE "(${row})" "\\1\n" bytes "${bytes}")
  set(${out} "${bytes}" PARENT_SCOPE)
endfunction()

# bytes_of_all(OUT FILE...): one after another.
function(bytes_of_all out)
  set(all "")
  foreach(file IN LISTS ARGN)
    bytes_of(${file} bytes)
    string(APPEND all "${bytes}\n")
  endforeach()
  set(${out} "${all}" PARENT_SCOPE)
endfunction()

bytes_of(timeline.html template)
bytes_of_all(style ${STYLES})
bytes_of_all(script ${SCRIPTS})

set(text "#include \"sim/report/page_data.hpp\"\n\nnamespace parley::sim::report {\nnamespace {\n")
foreach(part IN ITEMS template style script)
  string(APPEND text "\nconstexpr char k_${part}[] = {\n${${part}}};\n")
endforeach()
string(APPEND text "\n}  // namespace\n")
foreach(part IN ITEMS template style script)
  string(APPEND text "\nstd::string_view page_${part}() { return {k_${part}, sizeof k_${part}}; }\n")
endforeach()
string(APPEND text "\n}  // namespace parley::sim::report\n")
file(WRITE ${OUT} "${text}")
