// Checks the options, and removes the files of the languages, sources and features that were not chosen. Maven checks
// options only in interactive mode, and runs this script after it has written the files.

import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.nio.file.Path

Properties options = request.getProperties()
Path project = Path.of(request.getOutputDirectory(), request.getArtifactId())
// a daemon or an IDE may have started Maven's JVM long ago
long started = Math.max(ManagementFactory.runtimeMXBean.startTime - 1000, System.currentTimeMillis() - 60_000)

def filesOf = { Path folder -> Files.walk(folder).withCloseable { files -> files.sorted(Comparator.reverseOrder()).toList() } }

def fail = { String message ->
	def files = filesOf(project)
	// keeps a folder with files of the user
	if (files.every { Files.getLastModifiedTime(it).toMillis() >= started }) {
		files.each { Files.delete(it) }
	}
	throw new IllegalArgumentException(message)
}

def check = { String option, List<String> values ->
	String value = options.getProperty(option)
	if (!values.contains(value)) {
		fail("-D$option=$value is not valid: expected one of ${values.join(', ')}.")
	}
	value
}

String source = check('source', ['sqs', 'sns', 'kinesis', 'dynamodb', 's3', 'kafka', 'eventbridge'])
String language = check('language', ['java', 'kotlin'])
boolean secrets = check('secrets', ['true', 'false']).toBoolean()
check('sentry', ['true', 'false'])
String java = check('javaVersion', ['17', '21', '25'])
String boot = options.getProperty('springBootVersion')
if (!(boot ==~ /4\.\d+\.\d+(-[A-Za-z0-9.-]+)?/)) {
	fail("-DspringBootVersion=$boot is not valid: expected a version of Spring Boot 4 such as 4.1.1.")
}
if (language == 'kotlin' && java == '25' && boot.startsWith('4.0.')) {
	fail("-DjavaVersion=25 is not valid: Kotlin 2.2, which Spring Boot $boot manages, does not compile for Java 25. "
			+ "Use -DjavaVersion=21, or -DspringBootVersion=4.1.1 or newer.")
}
String name = options.getProperty('className')
if (!(name ==~ /[A-Z][A-Za-z0-9]*/)) {
	fail("-DclassName=$name is not valid: expected letters and digits, with a capital letter first, such as Orders.")
}

def unused = { Path file ->
	String path = project.relativize(file).toString().replace('\\', '/')
	String type = path.substring(path.lastIndexOf('/') + 1).replaceFirst(/\.(java|kt)$/, '')
	path.contains("/${language == 'java' ? 'kotlin' : 'java'}/") ||
			path.startsWith('src/test/events/') && !path.startsWith("src/test/events/$source/") ||
			source == 's3' && type in ['Order', 'OrderService'] ||
			source != 's3' && type in ['StoredObject', 'StoredObjectService'] ||
			!secrets && (type in ['Receipts', 'ReceiptSettings'] || path == 'src/test/resources/receipts.json')
}

filesOf(project).findAll { Files.isRegularFile(it) && unused(it) }.each { Files.delete(it) }

Path events = project.resolve('src/test/events')
filesOf(events.resolve(source)).findAll { Files.isRegularFile(it) }
	.each { Files.move(it, events.resolve(it.fileName.toString())) }

def isEmptyFolder = { Path file ->
	Files.isDirectory(file) && Files.list(file).withCloseable { files -> files.findAny().isEmpty() }
}
filesOf(project).findAll(isEmptyFolder).each { Files.delete(it) }

// archives do not contain .gitignore
Files.move(project.resolve('gitignore'), project.resolve('.gitignore'))
project.resolve('mvnw').toFile().setExecutable(true, false)
