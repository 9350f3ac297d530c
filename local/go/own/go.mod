module shopfleet.io/local/own

go 1.25.0
