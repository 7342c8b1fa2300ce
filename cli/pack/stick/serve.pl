# Serves the folder "page" beside this file at http://localhost:PORT/, to this machine only.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use IO::Socket::INET;

my $port   = $ARGV[0];
my $folder = dirname(abs_path($0));
my $page   = "$folder/page";
my %types  = (
    css         => 'text/css',
    html        => 'text/html; charset=utf-8',
    js          => 'text/javascript',
    json        => 'application/json',
    mjs         => 'text/javascript',
    svg         => 'image/svg+xml',
    wasm        => 'application/wasm',
    webmanifest => 'application/manifest+json',
);

open my $lines, '<', "$folder/headers.txt" or die "headers.txt: $!\n";
my $headers = join '', map { s/\r?\n$//r . "\r\n" } <$lines>;
close $lines;

my $server = IO::Socket::INET->new(
    LocalAddr => '127.0.0.1',
    LocalPort => $port,
    Listen    => 64,
    ReuseAddr => 1,
) or die "Port $port is taken: close what uses it, perhaps another Dissensus, and start again. ($!)\n";
$| = 1;
print "Dissensus is at http://localhost:$port/ until this window is closed.\n";
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';

while (1) {
    my $client = $server->accept or next;
    my $child  = fork;
    if ( !$child ) { answer($client); exit }
    close $client;
}

sub answer {
    my ($client) = @_;
    my $request = <$client> // return;
    while ( defined( my $line = <$client> ) ) { last if $line !~ /\S/ }
    my ( $method, $path ) = $request =~ m{^(\S+) (/[^\s?#]*)};
    return reply( $client, '405 Method Not Allowed', 'text/plain', undef ) if ( $method // '' ) !~ /^(GET|HEAD)$/;
    $path =~ s/%([0-9a-fA-F]{2})/chr hex $1/ge;
    $path .= 'index.html' if $path =~ m{/$};
    my $file = abs_path("$page$path");
    return reply( $client, '404 Not Found', 'text/plain', undef )
      if $path =~ /\0/ || !defined $file || index( $file, "$page/" ) != 0 || !-f $file;
    my ($ending) = $file =~ /\.([^.\/]+)$/;
    reply( $client, '200 OK', $types{ $ending // '' } // 'application/octet-stream', $file, $method eq 'HEAD' );
}

sub reply {
    my ( $client, $status, $type, $file, $head ) = @_;
    my $size = defined $file ? -s $file : 0;
    binmode $client;
    print $client "HTTP/1.1 $status\r\nContent-Type: $type\r\nContent-Length: $size\r\nConnection: close\r\n$headers\r\n";
    return if $head || !defined $file;
    open my $in, '<:raw', $file or return;
    while ( read $in, my $block, 1 << 16 ) { print $client $block or last }
    close $in;
}
