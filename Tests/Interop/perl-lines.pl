# client: Perl IO::Socket::UNIX
# found: perl -MIO::Socket::UNIX -MJSON::PP -e 1
# run: perl "$RECIPE"
# apt: perl
# also: batch
use strict;
use warnings;
use IO::Socket::UNIX;
use JSON::PP;

my $json = JSON::PP->new->utf8->canonical->allow_nonref;
my $socket = IO::Socket::UNIX->new(Peer => $ENV{SOCKET}) or die "$!";

sub reply { print $socket "$_[0]\n"; $socket->flush; return $json->decode(scalar <$socket>) }

print $socket "$ENV{NOTE}\n";
print "health ", $json->encode(reply($ENV{HEALTH})->{result}), "\n";
print "roster ", $json->encode(reply($ENV{ROSTER})->{result}), "\n";
print "check ", $json->encode(reply($ENV{CHECK})->{result}), "\n";
print "error ", reply($ENV{REFUSED})->{error}{code}, "\n";
print "batch ", $json->encode(reply($ENV{BATCH})), "\n";
