#!/usr/bin/env bash
# A schema with nearly everything that the language has is right, and can be dumped and formatted.
source "$(dirname "$0")/expect.sh"

sample=$(cd "$(dirname "${BASH_SOURCE[0]}")/language_sample" && pwd)

begin the_sample_is_right
idlc check -Werror -I "$sample" "$sample/shop/v1/order.idl"
expect_status 0
expect_no_err

begin the_sample_can_be_dumped
idlc dump --schema -I "$sample" "$sample/shop/v1/order.idl"
expect_status 0
expect_no_err
expect_out 'service shop.v1.OrderService extends base.health.Health'
expect_out ', inherited from base.health.Health'
expect_out '1: shop.v1.Observer observer (attachment 4)'
expect_out 'stream in: shop.v1.LineItem items'
expect_out '3: box<shop.v1.Category>? parent (optional body 4)'

begin the_sample_is_formatted
idlc fmt --check "$sample/shop/v1/order.idl" "$sample/shop/v1/money.idl" "$sample/base/health.idl"
expect_status 0

finish
