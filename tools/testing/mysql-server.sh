#!/usr/bin/env bash
# mysql-server.sh start|stop [FOLDER] [PORT]: a MySQL server for the tests and the conformance suite, with the sample sites of
# MariaDB loaded into it. Debian's stable releases have MariaDB alone, so it is Debian sid's, in a chroot of its own
# (default /var/tmp/coursekeep-mysql, 1 GB); the first start takes some minutes. It listens on 127.0.0.1 (port 3307, or
# SITE_MYSQL_PORT), user root without a password. Needs root, debootstrap and the client mariadb. `stop` leaves the folder:
# the next start is a matter of seconds; remove it by hand.
set -euo pipefail
what=${1:-} root=$(realpath -m "${2:-/var/tmp/coursekeep-mysql}") port=${3:-${SITE_MYSQL_PORT:-3307}}
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${COURSEKEEP_SHARED:-$repository/../shared}
data=/var/lib/mysql-test

fail() { echo "mysql-server: $1" >&2; exit "${2:-1}"; }
pid() { # of the server that runs in this folder and no other
  local file=$root$data/server.pid
  [[ -s $file && $(readlink "/proc/$(<"$file")/root") == "$root" ]] && cat "$file"
}
answers() { mariadb -h 127.0.0.1 -P "$port" -u root -e 'SELECT 1' >/dev/null 2>&1; }

install_server() {
  local mirror
  # The archive that this machine uses anyway; debootstrap knows one where there is none.
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' 2>/dev/null | head -n 1)
  echo "Installing MySQL of Debian sid in $root …"
  mkdir -p "$root"
  debootstrap --variant=minbase sid "$root" ${mirror:+"$mirror"} >"$root.log" 2>&1 || fail "debootstrap failed: see $root.log"
  DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -qq --no-install-recommends mysql-server-core \
    >>"$root.log" 2>&1 || fail "MySQL could not be installed: see $root.log"
}

start() {
  ((EUID == 0)) || fail 'only root can make a chroot'
  [[ $root/ != "$repository"/* ]] || fail 'the folder must be outside of the repository'
  if pid >/dev/null; then echo "MySQL runs already in $root"; return; fi
  if answers; then fail "another server answers on port $port"; fi
  [[ -x $root/usr/sbin/mysqld ]] || install_server
  mkdir -p "$root/var/lib/mysql-files"
  local options=(--no-defaults --user=root --datadir="$data")
  if [[ ! -d $root$data/mysql ]]; then
    chroot "$root" mysqld "${options[@]}" --initialize-insecure >>"$root.log" 2>&1 || fail "no database: see $root.log"
  fi
  options+=(--port="$port" --bind-address=127.0.0.1 --socket="$data/s.sock" --pid-file="$data/server.pid")
  # Nothing here has to survive a power cut.
  options+=(--mysqlx=OFF --secure-file-priv= --skip-log-bin --innodb-flush-log-at-trx-commit=0)
  setsid chroot "$root" mysqld "${options[@]}" >>"$root.log" 2>&1 </dev/null &
  for _ in $(seq 60); do answers && break || sleep 1; done
  answers || fail "MySQL does not answer: see $root.log"
  if [[ -d $shared/moodle ]] && ! mariadb -h 127.0.0.1 -P "$port" -u root -e 'USE coursekeep_moodle51' 2>/dev/null; then
    MYSQL_ARGS="-h 127.0.0.1 -P $port -u root" bash "$shared/tools/load-sites.sh" moodle45-mariadb moodle51-mariadb
  fi
  echo "MySQL answers at 127.0.0.1:$port"
}

stop() {
  local number
  number=$(pid) || { echo "no MySQL runs in $root"; return; }
  kill "$number"
  for _ in $(seq 60); do [[ -d /proc/$number ]] || break; sleep 1; done
  [[ ! -d /proc/$number ]] || fail "MySQL (process $number) does not end"
  echo 'MySQL is stopped'
}

case $what in
  start | stop) "$what" ;;
  *) fail 'usage: mysql-server.sh start|stop [FOLDER] [PORT]' 2 ;;
esac
