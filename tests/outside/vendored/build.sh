idlc vendor third_party/idl                  # once; check the folder in
idlc schemas/shop/*.idl -I schemas -o gen    # when a schema changes; gen can be checked in as well
g++ -std=c++20 -pthread -I third_party/idl/include -I gen \
  third_party/idl/*.cpp gen/shop/*.cpp main.cpp -o corner_shop
