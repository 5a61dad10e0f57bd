#!/bin/sh
# A prefork server's child that does not end at the end of its input; SIGTERM
# ends it. It says "accepted" when it gets the signal. Deno would take longer
# over that than a server waits, where all processors are busy.
trap 'kill $!; echo accepted; exit 0' TERM
echo listening
sleep 60 > /dev/null & wait
