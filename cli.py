from kehoach.__main__ import main

main()
