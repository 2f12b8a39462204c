import District

let arguments = Array(CommandLine.arguments.dropFirst())
guard let command = arguments.first else {
    print(
        """
        rivals load PATH STUDENTS [key=value ...]   make a SQLite store of a district
        rivals ask PATH STUDENTS [key=value ...]    one answer of each query, then median times
        rivals plans PATH                           SQL and plan of each statement
        rivals write PATH STUDENTS [key=value ...]  durable writes, alone, together and from 16 threads
        rivals pages FOLDER                         proof that LMDB's writes are counted

        keys: page, checkpoint, mapped, plain=1, upsert=1, only=FORM, print=0, seconds
        """
    )
    exitWithUsage()
}

let run = Run(arguments: arguments)
switch command {
case "load": run.load()
case "ask": run.ask()
case "plans": run.plans()
case "write": run.write()
case "pages": pages(in: run.path)
default: exitWithUsage()
}
